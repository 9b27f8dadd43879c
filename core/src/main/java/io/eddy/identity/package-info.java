/** Keys, and the certificates that carry them in TLS. */
@NullMarked
package io.eddy.identity;

import org.jspecify.annotations.NullMarked;
