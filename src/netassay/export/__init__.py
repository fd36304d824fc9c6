"""Results for other programs.

All forms are derived from the record classes.

    json_form  a result as plain data and as JSON
    schema     the JSON Schema of that form
    batches    record batches of responses to record batches of results
    tables     results as relational tables
"""
