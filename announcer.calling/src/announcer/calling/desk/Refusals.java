package announcer.calling.desk;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import announcer.api.calling.CallingException;
import announcer.api.calling.CallingException.Reason;
import announcer.api.calling.Ticket;
import announcer.calling.ticket.Act;

/** Refusals of commands in words. */
final class Refusals {
    private static final int LONGEST = 100;

    private Refusals() {
    }

    static CallingException unknownService(String id) {
        return new CallingException(Reason.UNKNOWN_SERVICE, "service", id,
                "no service has the id \"" + shown(id) + "\"; services are configurations of announcer.calling.service");
    }

    static CallingException unknownCounter(String id) {
        return new CallingException(Reason.UNKNOWN_COUNTER, "counter", id,
                "no counter has the id \"" + shown(id) + "\"; counters are configurations of announcer.calling.counter");
    }

    static CallingException unknownTicket(String id) {
        return new CallingException(Reason.UNKNOWN_TICKET, "ticket", id,
                "no ticket or order has the id \"" + shown(id) + "\"; those that ended are remembered for some time only");
    }

    static CallingException invalid(String field, String value, String rule) {
        return new CallingException(Reason.INVALID, field, value, field + " is \"" + shown(value) + "\"; " + rule);
    }

    static CallingException wrongState(Ticket t, Act act, ZoneId zone) {
        String where = switch (t.state()) {
            case ISSUED -> "it waits";
            case TRANSFERRED -> "it waits where it was transferred to";
            case CALLED -> "it is called" + at(t);
            case SERVING -> "it is being served" + at(t);
            case SERVED -> "it was served" + since(t, zone);
            case NO_SHOW -> "it is a no-show";
            case PARKED -> "it is parked";
            case CANCELLED -> "it was cancelled" + since(t, zone) + t.cause().map(c -> " (" + c + ")").orElse("");
            case PREPARING -> "it is being prepared";
            case READY -> "it is ready";
            case COLLECTED -> "it was collected" + since(t, zone);
        };
        return new CallingException(Reason.WRONG_STATE, "ticket", t.id(), t.number() + " cannot be " + act.words() + " now: " + where);
    }

    private static String at(Ticket t) {
        return t.counter().map(c -> " at counter " + c).orElse("");
    }

    private static String since(Ticket t, ZoneId zone) {
        return t.ended().map(e -> " at " + time(e, zone)).orElse("");
    }

    private static String time(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(at.atZone(zone));
    }

    static String shown(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...";
    }
}
