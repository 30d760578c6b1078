package announcer.api.calling;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that an operator, a machine or a visitor wants done. Immutable; its text form names the command for its idempotency key.
 */
public sealed interface Command {
    /** The counter whose command it is; empty: no counter's. */
    default Optional<String> atCounter() {
        return Optional.empty();
    }

    /** Issues the next number of a service. @param visitor whether a visitor takes it, who may only while the service is open and offers it */
    record Issue(String service, boolean visitor) implements Command {
        public Issue {
            Objects.requireNonNull(service, "service");
        }
    }

    /**
     * Finishes the counter's ticket and calls the first that waits for it.
     *
     * @param expected id of the ticket that the operator sees at the counter, or "": none; when that is not so it is refused
     */
    record Next(String counter, Optional<String> expected) implements Command {
        public Next {
            Objects.requireNonNull(counter, "counter");
            Objects.requireNonNull(expected, "expected");
        }

        @Override
        public Optional<String> atCounter() {
            return Optional.of(counter);
        }
    }

    /** Finishes the counter's ticket and calls a number that was typed by hand. */
    record CallNumber(String counter, String number, Optional<String> service) implements Command {
        public CallNumber {
            Objects.requireNonNull(counter, "counter");
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(service, "service");
        }

        @Override
        public Optional<String> atCounter() {
            return Optional.of(counter);
        }
    }

    /** Finishes the counter's ticket and calls a known one, out of turn. */
    record CallTicket(String counter, String ticket) implements Command {
        public CallTicket {
            Objects.requireNonNull(counter, "counter");
            Objects.requireNonNull(ticket, "ticket");
        }

        @Override
        public Optional<String> atCounter() {
            return Optional.of(counter);
        }
    }

    /** What is done with the ticket that a counter has. */
    enum Act {
        /** It is called once more; an earlier call of it that still waits is not spoken any more. */
        AGAIN,
        /** Its visitor is there. */
        SERVE,
        /** It is done. */
        FINISH,
        /** Nobody came. */
        NO_SHOW,
        /** Its visitor comes again later. */
        PARK
    }

    /** Does something with the counter's ticket. @param expected as in {@link Next} */
    record AtCounter(String counter, Act act, Optional<String> expected) implements Command {
        public AtCounter {
            Objects.requireNonNull(counter, "counter");
            Objects.requireNonNull(act, "act");
            Objects.requireNonNull(expected, "expected");
        }

        @Override
        public Optional<String> atCounter() {
            return Optional.of(counter);
        }
    }

    /** Transfers the counter's ticket. @param expected as in {@link Next} */
    record TransferCurrent(String counter, Destination to, Optional<String> expected) implements Command {
        public TransferCurrent {
            Objects.requireNonNull(counter, "counter");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(expected, "expected");
        }

        @Override
        public Optional<String> atCounter() {
            return Optional.of(counter);
        }
    }

    /** Pauses a counter, or opens it. */
    record Pause(String counter, boolean paused) implements Command {
        public Pause {
            Objects.requireNonNull(counter, "counter");
        }

        @Override
        public Optional<String> atCounter() {
            return Optional.of(counter);
        }
    }

    /** Lets a ticket wait again, at the place of its time of issue. */
    record Requeue(String ticket) implements Command {
        public Requeue {
            Objects.requireNonNull(ticket, "ticket");
        }
    }

    /** Transfers a ticket, wherever it is. */
    record Transfer(String ticket, Destination to) implements Command {
        public Transfer {
            Objects.requireNonNull(ticket, "ticket");
            Objects.requireNonNull(to, "to");
        }
    }

    /** Withdraws a ticket or an order. */
    record Cancel(String ticket) implements Command {
        public Cancel {
            Objects.requireNonNull(ticket, "ticket");
        }
    }

    /**
     * Makes an order, or says that one is ready.
     *
     * @param number empty: the next of the service
     * @param ready whether it is READY at once, and called; one with this number that is known is that one
     * @param counter where it is collected; empty: where the service says
     */
    record Order(String service, Optional<String> number, boolean ready, Optional<String> counter) implements Command {
        public Order {
            Objects.requireNonNull(service, "service");
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(counter, "counter");
        }

        @Override
        public Optional<String> atCounter() {
            return counter;
        }
    }

    /** Says that an order is ready; one that is so is called again. */
    record Ready(String order, Optional<String> counter) implements Command {
        public Ready {
            Objects.requireNonNull(order, "order");
            Objects.requireNonNull(counter, "counter");
        }

        @Override
        public Optional<String> atCounter() {
            return counter;
        }
    }

    /** Says that an order was collected. */
    record Collected(String order) implements Command {
        public Collected {
            Objects.requireNonNull(order, "order");
        }
    }
}
