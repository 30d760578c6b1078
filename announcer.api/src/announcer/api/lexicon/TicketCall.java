package announcer.api.lexicon;

import java.util.Objects;

/**
 * The values of a template.
 *
 * @param ticket the ticket as it is printed; "" when there is none
 * @param counter the counter's id or name; "" when there is none
 * @param service the service's name in the language of the template; "" when there is none
 */
public record TicketCall(String ticket, String counter, String service) {
    public TicketCall {
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(counter, "counter");
        Objects.requireNonNull(service, "service");
    }
}
