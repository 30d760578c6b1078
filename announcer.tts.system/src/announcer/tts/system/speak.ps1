# Speaks standard input (UTF-8) with the voice ANNOUNCER_VOICE at the rate ANNOUNCER_RATE; writes a WAV file to standard output.
# The synthesizer asks for the position of its stream, which a pipe has not: the sound is collected in memory first.
$ErrorActionPreference = 'Stop'
try {
    Add-Type -AssemblyName System.Speech
    $utf8 = New-Object System.Text.UTF8Encoding $false
    $text = (New-Object System.IO.StreamReader([Console]::OpenStandardInput(), $utf8)).ReadToEnd()
    $speech = New-Object System.Speech.Synthesis.SpeechSynthesizer
    $speech.SelectVoice($env:ANNOUNCER_VOICE)
    $speech.Rate = [int]$env:ANNOUNCER_RATE
    $format = New-Object System.Speech.AudioFormat.SpeechAudioFormatInfo(22050, [System.Speech.AudioFormat.AudioBitsPerSample]::Sixteen, [System.Speech.AudioFormat.AudioChannel]::Mono)
    $sound = New-Object System.IO.MemoryStream
    $speech.SetOutputToAudioStream($sound, $format)
    if ($env:ANNOUNCER_SSML -eq '1') { $speech.SpeakSsml($text) } else { $speech.Speak($text) }
    $speech.SetOutputToNull()
    $out = [Console]::OpenStandardOutput()
    $head = New-Object System.IO.MemoryStream
    $writer = New-Object System.IO.BinaryWriter($head)
    $writer.Write([System.Text.Encoding]::ASCII.GetBytes('RIFF'))
    $writer.Write([int](36 + $sound.Length))
    $writer.Write([System.Text.Encoding]::ASCII.GetBytes('WAVEfmt '))
    $writer.Write([int]16)
    $writer.Write([int16]1)
    $writer.Write([int16]1)
    $writer.Write([int]22050)
    $writer.Write([int]44100)
    $writer.Write([int16]2)
    $writer.Write([int16]16)
    $writer.Write([System.Text.Encoding]::ASCII.GetBytes('data'))
    $writer.Write([int]$sound.Length)
    $writer.Flush()
    $head.WriteTo($out)
    $sound.WriteTo($out)
    $out.Flush()
} catch {
    [Console]::Error.WriteLine($_.Exception.Message)
    exit 1
}
