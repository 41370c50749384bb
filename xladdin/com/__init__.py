"""The functions over COM: Excel on a Windows desktop that calls the Python beside it, for who cannot reach a server."""
