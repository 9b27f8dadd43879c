package io.eddy.daemon;

import io.eddy.node.Endpoint;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The options that both daemons take.
 *
 * @param data the data folder, if it is not the default one
 * @param json whether standard output is for scripts
 * @param exitOnEof whether the end of standard input ends the daemon
 * @param colours whether a terminal may show colours
 */
public record DaemonOptions(
        Optional<Endpoint> listen, Optional<Path> data, boolean json, boolean exitOnEof, boolean colours) {}
