"""The screening room in a real browser, as the people who decide use it."""
