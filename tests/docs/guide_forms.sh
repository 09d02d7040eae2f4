#!/usr/bin/env bash
# The guide to form maps, done as it says.
exec bash "$(dirname "$0")/guide.sh" docs/writing-forms.md
