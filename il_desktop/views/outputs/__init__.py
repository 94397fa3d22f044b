"""Certificates, cards, letters, newsletter, slide and e-mail drafts: choose, look, write. Nothing is sent."""
