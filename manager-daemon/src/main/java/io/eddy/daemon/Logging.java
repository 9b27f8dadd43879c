package io.eddy.daemon;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The log of a daemon, on standard error. Set up in code and found as a service, because reading a configuration would
 * take a good part of the daemon's start.
 */
public final class Logging extends ContextAwareBase implements Configurator {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private static volatile Level level = Level.WARN;
    private static volatile Output output = Output.ERRORS;

    /** Sets the level. Has no effect after the first message. */
    public static void at(Level newLevel) {
        level = newLevel;
    }

    static void to(Output newOutput) {
        output = newOutput;
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Lines lines = new Lines();
        lines.setContext(context);
        lines.start();
        ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(lines);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** One line an event, and the trace of what was thrown. Messages may quote what peers sent. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            String time = TIME.format(Instant.ofEpochMilli(event.getTimeStamp()).atZone(ZoneId.systemDefault()));
            String message = Printable.escape(event.getFormattedMessage());
            String trace = event.getThrowableProxy() == null ? "" : trace(event);
            output.print(time + " " + event.getLevel() + " " + event.getLoggerName() + ": " + message + "\n" + trace);
        }

        private static String trace(ILoggingEvent event) {
            String lines = ThrowableProxyUtil.asString(event.getThrowableProxy());
            return lines.replace("\t", "    ")
                    .lines()
                    .map(line -> Printable.escape(line) + "\n")
                    .collect(Collectors.joining());
        }
    }
}
