"""A `Book` becomes a `Table`: which sheet, which header, which column is which field, which rows are records."""
