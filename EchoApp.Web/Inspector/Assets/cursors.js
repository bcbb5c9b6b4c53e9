// Of two cursors, whether the first is of a later request.
export const isAfter = (cursor, other) => cursor.length === other.length ? cursor > other : cursor.length > other.length;
