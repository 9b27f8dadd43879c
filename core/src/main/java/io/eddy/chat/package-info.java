/** Direct messages and rooms: signed entries, kept until they are delivered, shown once. */
@NullMarked
package io.eddy.chat;

import org.jspecify.annotations.NullMarked;
