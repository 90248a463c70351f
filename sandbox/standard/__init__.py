"""The standard Salesforce objects of the sandbox, read from one YAML file each.

A field is written `Name: [type, English label, French label, {options}]`. Options: `required`,
`unique`, `length`, `precision`, `scale`, `default`, `compliance`, `classification`, `help`,
`formula`, `updateable`, `system` (neither createable nor updateable), `set` or `values` (picklists:
`[value and English label, French label]` or `[value, English, French]`), and for references `to`,
`rel` (parent relationship), `children` (child relationship), `cascade`. The file's name is the
object's. Where `sharing` is `parent`, the master is the first reference with `cascade`, else the
first references of the file.
"""

from sandbox.standard.definitions import standard_objects, system_fields

__all__ = ["standard_objects", "system_fields"]
