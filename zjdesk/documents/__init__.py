"""Paper: PDF files with Chinese typesetting. The only package that knows reportlab.

Nothing outside imports it at the top of a module: reportlab is loaded when something is printed.
"""
