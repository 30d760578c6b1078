package announcer.calling.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import announcer.api.AnnouncementState;
import announcer.api.calling.Call;
import announcer.api.calling.Command.Act;
import announcer.api.calling.Ticket;

/** For how long it is known who was there: as many days as the setting says, on the disk and in memory. */
class RetentionTest {
    private final Office office = new Office();

    /** Called, heard, served. */
    private Ticket served() throws Exception {
        Ticket t = office.issue("a");
        office.next("c1");
        office.engineSays(AnnouncementState.SPEAKING, AnnouncementState.SPOKEN);
        office.act("c1", Act.FINISH);
        office.desk.step();
        return t;
    }

    /** All that is on the disk, by namespace and key. */
    private Map<String, String> stored() throws Exception {
        Map<String, String> all = new TreeMap<>();
        for (String namespace : office.disk.namespaces("")) {
            office.disk.read(namespace).forEach((key, value) -> all.put(namespace + " " + key, value));
        }
        return all;
    }

    @Test
    void whatHasEndedIsForgottenAfterTheDaysOfTheSetting() throws Exception {
        office.house = office.house(Map.of("keepDays", 2));
        Ticket old = served();
        LocalDate day = LocalDate.parse("2026-11-30");
        office.now = office.now.plus(Duration.ofDays(2));
        office.desk.step();
        assertThat(office.desk.history(day, day)).as("two days later").extracting(Ticket::id).containsExactly(old.id());
        assertThat(office.desk.desk().calls()).extracting(Call::ticket).containsExactly(old.id());

        Ticket young = served();
        office.now = office.now.plus(Duration.ofDays(1));
        office.desk.step();
        // The next look agrees: a clock that was ahead for a moment costs nothing.
        office.now = office.now.plus(Duration.ofHours(2));
        office.desk.step();

        assertThat(office.desk.history(day, day)).as("three days later").isEmpty();
        assertThat(office.desk.ticket(old.id())).isEmpty();
        assertThat(office.desk.visitor(old.id())).isEmpty();
        assertThat(office.desk.desk().calls()).extracting(Call::ticket).containsExactly(young.id());
        assertThat(stored()).allSatisfy((key, value) -> assertThat(key + value).doesNotContain(old.id()));
        assertThat(stored().toString()).contains(young.id());
    }

    @Test
    void whoIsStillThereIsNotForgotten() throws Exception {
        office.house = office.house(Map.of("keepDays", 1));
        office.issue("a");
        Ticket parked = office.next("c1").ticket().orElseThrow();
        office.engineSays(AnnouncementState.SPEAKING, AnnouncementState.SPOKEN);
        office.desk.step();
        office.now = office.now.plus(Duration.ofDays(3));
        office.desk.step();

        // Who is at a counter stays when the day ends.
        assertThat(office.ticket(parked.id()).call()).isPresent();
    }
}
