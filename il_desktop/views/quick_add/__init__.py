"""Quick add: one typed line becomes a block. The grammar is `domain.quick_add`, the words are `wording.quick_add`."""
