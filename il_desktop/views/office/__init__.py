"""The front office: the board that goes out, the proposals that came in, one answer each."""
