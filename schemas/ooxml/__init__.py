"""The one way into a workbook file (.xlsx): its parts, what they are, what leads to what, its sheets and their cells.

Parts are found as the format says: by relation, whatever they are called, and by name without regard to case. What is
not changed keeps its bytes. Only for files that the gate has let in.
"""
