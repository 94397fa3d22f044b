"""Papers that leave the file: tables, documents, pictures. Takes records, returns bytes; knows no file and no window."""
