package announcer.engine.channel;

import java.util.Optional;

import announcer.api.ChannelListener;
import announcer.api.stream.PushState;

/** Tells listeners when what they wait for has changed on a channel, and only then. Control thread only. */
final class ChannelChangeNotifier {
    /** What is told; all else changes many times a second. */
    private record Aspect(boolean onAir, boolean paused, Optional<PushState> push, Optional<String> problem) {}

    private final ChannelListener listeners;
    private Aspect told;

    ChannelChangeNotifier(ChannelListener listeners) {
        this.listeners = listeners;
    }

    /** Looks at it, at every turn of the control thread. */
    void look(Channel c) {
        Aspect now = new Aspect(c.isOnAir(), c.settings().paused(), c.output().pushState(), c.output().problem());
        if (!now.equals(told)) {
            told = now;
            // Without its hearing: an ear is a foreign service, which this thread does not call.
            listeners.changed(c.ownStatus());
        }
    }

    /** It has gone. When all of Announcer stops no configuration was removed, and nobody is told. */
    void gone(Channel c, ChannelEnd why) {
        if (why != ChannelEnd.STOPPED) {
            listeners.gone(c.id());
        }
    }
}
