/** What a whole network of peers does when something happens to it: scenarios in the simulator, and their figures. */
@NullMarked
package io.eddy.scenario;

import org.jspecify.annotations.NullMarked;
