/** What protocols and the world promise each other. */
@NullMarked
package io.eddy.node;

import org.jspecify.annotations.NullMarked;
