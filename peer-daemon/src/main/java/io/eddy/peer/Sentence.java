package io.eddy.peer;

/**
 * One thing that happened at a table, for a person.
 *
 * @param who did it
 * @param what was done
 */
record Sentence(String who, String what) {}
