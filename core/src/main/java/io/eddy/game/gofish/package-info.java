/** The rules of Go Fish as pure functions, and the fair shuffle and the audit that make its players honest. */
@NullMarked
package io.eddy.game.gofish;

import org.jspecify.annotations.NullMarked;
