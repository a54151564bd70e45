package dev.ringback.storage.jdbi.mirror;

/**
 * A filter of a list, as SQL.
 *
 * @param leading the condition where the rows are found by it
 * @param following the condition where they are found by another
 * @param passing tables and condition of what passes it, to be counted
 * @param isIndexed whether an index holds the rows that pass it in the order of the list
 */
record ListFilter(Clause leading, Clause following, Clause passing, boolean isIndexed) {}
