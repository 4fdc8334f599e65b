-- A citation that LaTeX leaves to a bibliography has no words: it gets its keys, with what stands about them.
function Cite(cite)
  for _, part in ipairs(cite.content) do
    if part.t ~= "RawInline" then
      return nil
    end
  end
  local made = pandoc.List({pandoc.Str("[")})
  for number, one in ipairs(cite.citations) do
    if number > 1 then
      made:extend({pandoc.Str(";"), pandoc.Space()})
    end
    if #one.prefix > 0 then
      made:extend(one.prefix)
      made:insert(pandoc.Space())
    end
    made:insert(pandoc.Str(one.id))
    if #one.suffix > 0 then
      local first = one.suffix[1]
      if first.t ~= "Space" and not (first.t == "Str" and first.text:match("^[,.;:]")) then
        made:extend({pandoc.Str(","), pandoc.Space()})
      end
      made:extend(one.suffix)
    end
  end
  made:insert(pandoc.Str("]"))
  return made
end
