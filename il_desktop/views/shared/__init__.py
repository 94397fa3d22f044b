"""What all pages share: look, actions, messages, plain-text widgets, the change signal."""
