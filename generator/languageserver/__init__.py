"""`brief lsp`: findings, completion and the words of sources in an editor that speaks LSP 3.17."""
