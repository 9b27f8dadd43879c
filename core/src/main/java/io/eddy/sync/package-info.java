/** Logs of what people say, each author's own, brought to all whom they concern however seldom those meet. */
@NullMarked
package io.eddy.sync;

import org.jspecify.annotations.NullMarked;
