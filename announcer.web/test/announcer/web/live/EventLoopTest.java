package announcer.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import announcer.api.AnnouncementState;
import announcer.testing.VirtualClock;
import announcer.web.LiveAnnouncer;

class EventLoopTest {
    @Test
    void without_clients_changes_are_not_kept() throws Exception {
        EventClients clients = new EventClients();
        ChangedChannels changed = new ChangedChannels();
        VirtualClock clock = new VirtualClock();
        // It would fail at any turn: there is no source.
        EventLoop loop = new EventLoop(clients, new ChangePublisher(clients, null, null, changed, clock), changed, clock);
        loop.changed(LiveAnnouncer.announcement("a1", "main", AnnouncementState.QUEUED));
        loop.changed("main");
        loop.allChanged();

        assertThat(changed.isEmpty()).isTrue();
        loop.close();
    }
}
