package announcer.transport.winpipe;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/** The user that this process runs as. */
final class OwnUser {
    private static final int TOKEN_QUERY = 0x8;
    private static final int TOKEN_USER = 1;
    // A TOKEN_USER with the longest SID there is takes 84.
    private static final int TOKEN_USER_BYTES = 256;

    private OwnUser() {
    }

    /** Its security identifier: {@code S-1-5-21-...}; {@code S-1-5-18} for a service of the system's account. */
    static String sid() throws Win32Exception {
        PointerByReference token = new PointerByReference();
        check(Advapi32.OpenProcessToken(Kernel32.GetCurrentProcess(), TOKEN_QUERY, token), "OpenProcessToken");
        try (Memory user = new Memory(TOKEN_USER_BYTES)) {
            check(Advapi32.GetTokenInformation(token.getValue(), TOKEN_USER, user, TOKEN_USER_BYTES, new IntByReference()),
                    "GetTokenInformation");
            PointerByReference text = new PointerByReference();
            check(Advapi32.ConvertSidToStringSidW(user.getPointer(0), text), "ConvertSidToStringSid");
            String sid = text.getValue().getWideString(0);
            Kernel32.LocalFree(text.getValue());
            return sid;
        } finally {
            Kernel32.CloseHandle(token.getValue());
        }
    }

    private static void check(int done, String call) throws Win32Exception {
        if (done == 0) {
            throw new Win32Exception(call, Native.getLastError());
        }
    }
}
