/**
 * Rings: what the members of a small group say is delivered to every one of them in one order, exactly once, however
 * often links are lost and members restart (protocols.md H). Nothing here knows what a ring is for.
 */
@NullMarked
package io.eddy.ring;

import org.jspecify.annotations.NullMarked;
