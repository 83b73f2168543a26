-- What a person does in Neovim, driven by a test: `nvim --headless -u SETTINGS -c "luafile neovim.lua"`.
-- It opens a brief, types a citation by words of the source, and writes down what the editor saw.
local report = { steps = {} }
local function wait(what, ready)
  report.steps[what] = vim.wait(30000, ready, 20)
end
local function codes()
  return vim.tbl_map(function(one) return one.code end, vim.diagnostic.get(0))
end
local function ask(method, more)
  local params = vim.tbl_extend("force", vim.lsp.util.make_position_params(), more or {})
  local answers = vim.lsp.buf_request_sync(0, method, params, 30000) or {}
  for _, answer in pairs(answers) do return answer.result end
end

vim.cmd("edit " .. vim.env.BRIEF)
wait("attached", function() return #vim.lsp.buf_get_clients(0) == 1 end)
wait("found at opening", function() return vim.tbl_contains(codes(), vim.env.CODE) end)

vim.cmd("normal! Go")
vim.api.nvim_put({ "😀 The line has a growing share of the island trade [@aldern, share" }, "c", true, true)
local line = vim.api.nvim_get_current_line()
vim.api.nvim_win_set_cursor(0, { vim.api.nvim_win_get_cursor(0)[1], #line })
local items = ask("textDocument/completion", {
  position = { line = vim.api.nvim_win_get_cursor(0)[1] - 1, character = vim.str_utfindex(line) + 1 },
}).items
report.label = items[1].label
vim.lsp.util.apply_text_edits({ items[1].textEdit }, 0, "utf-16")
report.line = vim.api.nvim_get_current_line()

vim.api.nvim_win_set_cursor(0, { vim.api.nvim_win_get_cursor(0)[1], (report.line:find("aldern")) })
report.hover = ask("textDocument/hover").contents.value
vim.lsp.buf.definition()
wait("at the source", function() return vim.fn.expand("%:t") == "original.txt" end)
report.source = vim.api.nvim_get_current_line()

vim.fn.writefile({ vim.json.encode(report) }, vim.env.REPORT)
vim.cmd("qa!")
