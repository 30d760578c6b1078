package announcer.transport.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The kit can fail: each fault is seen by the test that is there for it. */
class FaultsTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_transport_with_this_fault_fails(Fault fault) {
        LauncherDiscoveryRequest one = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(MemoryTransportContractTest.class.getName() + "#" + fault.seenBy)).build();
        SummaryGeneratingListener seen = new SummaryGeneratingListener();
        MemoryTransportContractTest.fault = fault;
        Patience.shorten();
        try {
            LauncherFactory.create().execute(one, seen);
        } finally {
            MemoryTransportContractTest.fault = Fault.NONE;
            Patience.restore();
        }
        assertThat(seen.getSummary().getTestsFoundCount()).isEqualTo(1);
        assertThat(seen.getSummary().getTestsFailedCount()).as("failures of %s", fault.seenBy).isEqualTo(1);
        if (fault == Fault.BLOCKS_WHEN_FULL) {
            assertThat(seen.getSummary().getFailures().get(0).getException()).hasMessageContaining("write() has not returned")
                    .hasMessageContaining("it stands in");
        }
    }
}
