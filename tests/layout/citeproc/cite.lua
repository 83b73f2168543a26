-- pandoc lua cite.lua REFERENCES LANGUAGE NAME=STYLE.csl … → JSON: what citeproc makes of each
-- reference, by the names: a first note, a later one, the entry of the list, and its order.

local references = pandoc.read(io.open(arg[1]):read('a'), 'csljson').meta.references
local language = arg[2]
local BRITISH = {oscola = true, harvard = true, iso690 = true}
local LOCALE = {fr = 'fr-FR', de = 'de-DE', es = 'es-ES'}
local COLUMN = {de = 'Sp.'}
local MARKS = {DoubleQuote = {'“', '”'}, SingleQuote = {'‘', '’'}}

local function locale(name)
  return LOCALE[language] or (BRITISH[name] and 'en-GB') or 'en-US'
end

local function said(inlines)
  local out = {}
  for _, one in ipairs(inlines) do
    if one.t == 'Str' then out[#out + 1] = one.text
    elseif one.t == 'Space' or one.t == 'SoftBreak' then out[#out + 1] = ' '
    elseif one.t == 'Emph' then out[#out + 1] = '*' .. said(one.content) .. '*'
    elseif one.t == 'Quoted' then
      local marks = MARKS[one.quotetype]
      out[#out + 1] = marks[1] .. said(one.content) .. marks[2]
    elseif one.t == 'Note' then out[#out + 1] = said(pandoc.utils.blocks_to_inlines(one.content))
    else out[#out + 1] = said(one.content) end
  end
  return table.concat(out)
end

local function cited(id)
  local place = {pandoc.Str(','), pandoc.Space(), pandoc.Str(COLUMN[language] or 'col.'), pandoc.Space(), pandoc.Str('3')}
  local citation = pandoc.Citation(id, 'NormalCitation', {}, place)
  return pandoc.Para{pandoc.Cite({}, {citation})}
end

local function made(name, csl)
  local ids = references:map(function(one) return pandoc.utils.stringify(one.id) end)
  local blocks = pandoc.Blocks(ids:map(cited))
  blocks:extend(ids:map(cited))
  local meta = {csl = csl, references = references, lang = locale(name)}
  local document = pandoc.utils.citeproc(pandoc.Pandoc(blocks, pandoc.Meta(meta)))
  local found, order = {}, {}
  for index, id in ipairs(ids) do
    found[id] = {
      first = said(document.blocks[index].content),
      later = said(document.blocks[#ids + index].content),
    }
  end
  for _, entry in ipairs(document.blocks[#document.blocks].content) do
    local id = entry.identifier:gsub('^ref%-', '')
    order[#order + 1] = id
    found[id].list = said(pandoc.utils.blocks_to_inlines(entry.content))
  end
  found.order = order
  return found
end

local all = {}
for index = 3, #arg do
  local name, csl = arg[index]:match('^(%w+)=(.*)$')
  all[name] = made(name, csl)
end
print(pandoc.json.encode(all))
