"""The PDF/A-1b twin of what we print, held against PDFBox Preflight. Run by bin/periksa-pdfa."""
