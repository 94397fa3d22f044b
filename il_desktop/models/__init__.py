"""The mapped classes: entities and schema in one."""
