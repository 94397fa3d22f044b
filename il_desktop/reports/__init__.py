"""Papers that leave the file: tables, documents, pictures. Records in, bytes out; knows no file and no window."""
