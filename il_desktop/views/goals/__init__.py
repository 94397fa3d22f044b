"""The goals page: vision, goal list, a goal's target, readings and check-ins."""
