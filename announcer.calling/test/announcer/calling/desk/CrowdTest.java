package announcer.calling.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import announcer.api.calling.CallingException;
import announcer.api.calling.CallingException.Reason;
import announcer.api.calling.Command;
import announcer.calling.house.CounterSettings;
import announcer.calling.house.House;

/** Twenty operators press "next" as fast as they can. */
class CrowdTest {
    private static final int OPERATORS = 20;
    private static final int TICKETS = 500;

    @Test
    void eachTicketIsCalledOnce() throws Exception {
        Office office = new Office();
        List<CounterSettings> counters = new ArrayList<>();
        for (int i = 0; i < OPERATORS; i++) {
            counters.add(Office.counter("c" + i));
        }
        office.house = new House(office.house.whole(), List.of(Office.service("a", "prefix", "A-")), counters, List.of());
        for (int i = 0; i < TICKETS; i++) {
            office.issue("a");
        }
        CountDownLatch begin = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(OPERATORS);
        List<Future<List<String>>> all = new ArrayList<>();
        for (int i = 0; i < OPERATORS; i++) {
            String counter = "c" + i;
            all.add(pool.submit(() -> {
                begin.await();
                return pressed(office, counter);
            }));
        }
        begin.countDown();
        List<String> called = new ArrayList<>();
        for (Future<List<String>> f : all) {
            called.addAll(f.get(60, TimeUnit.SECONDS));
        }
        pool.shutdownNow();

        assertThat(called).hasSize(TICKETS).doesNotHaveDuplicates();
        assertThat(office.engine.accepted).hasSize(TICKETS);
        assertThat(office.engine.accepted.stream().map(a -> a.status().request().text()).distinct()).hasSize(TICKETS);
    }

    private static List<String> pressed(Office office, String counter) throws CallingException {
        List<String> numbers = new ArrayList<>();
        while (true) {
            try {
                numbers.add(
                        office.desk.perform(new Command.Next(counter, Optional.empty()), counter, Optional.empty()).ticket().orElseThrow()
                                .number());
            } catch (CallingException e) {
                if (e.reason() != Reason.NOBODY_WAITS) {
                    throw e;
                }
                return numbers;
            }
        }
    }
}
