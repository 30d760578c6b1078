package announcer.web.calling;

import static announcer.api.access.Scope.ANNOUNCE;
import static announcer.api.access.Scope.VIEW;

import java.time.Instant;

import announcer.api.calling.Calling;
import announcer.api.calling.Command.Act;
import announcer.lib.time.MonotonicClock;
import announcer.web.http.Problem;
import announcer.web.http.Routes;
import announcer.web.http.ServiceLookup;
import announcer.web.live.SnapshotSource;

/** The routes of calling numbers, for operators and machines. Safe for use by any thread. */
public final class CallingRoutes implements AutoCloseable {
    private final StateStreams streams;
    private final DeskResource desk;
    private final CommandResource commands;
    private final FiguresResource figures;

    /** Begins to wait for clients. @param callers tells who a caller is now */
    public CallingRoutes(ServiceLookup<Calling> calling, SnapshotSource callers, MonotonicClock clock) {
        streams = new StateStreams("announcer-web-calling", clock, () -> Instant.now().toString());
        desk = new DeskResource(calling, callers, streams);
        commands = new CommandResource(calling);
        figures = new FiguresResource(calling);
    }

    /** The problem that there is no such service. */
    public static Problem absent() {
        return CallingProblems.absent();
    }

    /** Adds the routes of this package. */
    public void addTo(Routes routes) {
        routes.add("GET", "calling", VIEW, desk::show).add("GET", "calling/events", VIEW, desk::events)
                .add("GET", "calling/figures", VIEW, figures::show).add("GET", "calling/figures/export", VIEW, figures::export)
                .add("GET", "calling/tickets", VIEW, desk::tickets).add("POST", "calling/tickets", ANNOUNCE, commands::issue)
                .add("GET", "calling/tickets/{id}", VIEW, desk::ticket)
                .add("POST", "calling/tickets/{id}/requeue", ANNOUNCE, commands::requeue)
                .add("POST", "calling/tickets/{id}/transfer", ANNOUNCE, commands::transfer)
                .add("POST", "calling/tickets/{id}/cancel", ANNOUNCE, commands::cancel)
                .add("POST", "calling/orders", ANNOUNCE, commands::order)
                .add("POST", "calling/orders/{id}/ready", ANNOUNCE, commands::ready)
                .add("POST", "calling/orders/{id}/collected", ANNOUNCE, commands::collected)
                .add("POST", "calling/orders/{id}/cancel", ANNOUNCE, commands::cancel);
        String counter = "calling/counters/{id}/";
        routes.add("POST", counter + "next", ANNOUNCE, commands::next).add("POST", counter + "call", ANNOUNCE, commands::call)
                .add("POST", counter + "again", ANNOUNCE, commands.act(Act.AGAIN))
                .add("POST", counter + "serve", ANNOUNCE, commands.act(Act.SERVE))
                .add("POST", counter + "finish", ANNOUNCE, commands.act(Act.FINISH))
                .add("POST", counter + "no-show", ANNOUNCE, commands.act(Act.NO_SHOW))
                .add("POST", counter + "park", ANNOUNCE, commands.act(Act.PARK))
                .add("POST", counter + "transfer", ANNOUNCE, commands::transferCurrent)
                .add("POST", counter + "pause", ANNOUNCE, commands.pause(true))
                .add("POST", counter + "open", ANNOUNCE, commands.pause(false)).add("POST", counter + "say", ANNOUNCE, commands::say)
                .add("POST", counter + "preview", VIEW, commands::preview);
    }

    /** Something has changed. Returns at once. */
    public void changed() {
        streams.changed();
    }

    /** Ends all streams, and the thread. */
    @Override
    public void close() {
        streams.close();
    }
}
