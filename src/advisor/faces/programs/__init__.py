"""What other programs call: the same two functions behind the page's named endpoints and the MCP server's tools."""
