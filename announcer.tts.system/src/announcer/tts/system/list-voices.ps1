# Writes a line for each voice: its name, a tab, its language.
$ErrorActionPreference = 'Stop'
try {
    Add-Type -AssemblyName System.Speech
    $speech = New-Object System.Speech.Synthesis.SpeechSynthesizer
    $lines = $speech.GetInstalledVoices() | Where-Object { $_.Enabled } | ForEach-Object { $_.VoiceInfo.Name + "`t" + $_.VoiceInfo.Culture.Name + "`n" }
    $bytes = (New-Object System.Text.UTF8Encoding $false).GetBytes(-join $lines)
    $out = [Console]::OpenStandardOutput()
    $out.Write($bytes, 0, $bytes.Length)
    $out.Flush()
} catch {
    [Console]::Error.WriteLine($_.Exception.Message)
    exit 1
}
