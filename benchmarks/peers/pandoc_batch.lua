-- One pandoc process for many briefs: `pandoc lua pandoc_batch.lua FILE.md …`, beside each a .docx.
for _, name in ipairs(arg) do
  local source = io.open(name, "rb")
  local document = pandoc.read(source:read("a"), "markdown")
  source:close()
  local made = io.open((name:gsub("%.md$", ".docx")), "wb")
  made:write(pandoc.write(document, "docx"))
  made:close()
end
