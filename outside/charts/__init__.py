"""Charts as PNG (matplotlib): drawn for a phone, for eyes that tell few colours apart.

matplotlib costs half a second and 40 MB, so it is imported when the first chart is drawn. Only its
objects are used, never pyplot, whose figures belong to the whole process. All text is user text and
drawn as it stands: a `$` in a name begins no formula.
"""
