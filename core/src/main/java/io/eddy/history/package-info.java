/** What a person was shown and keeps: read by conversation and time, and searched. */
@NullMarked
package io.eddy.history;

import org.jspecify.annotations.NullMarked;
