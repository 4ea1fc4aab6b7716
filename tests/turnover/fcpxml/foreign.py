"""Documents as Final Cut writes them, made small: 25 frames a second, files of a minute from ten o'clock."""

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n<fcpxml version="1.11">'
FORMATS = (
    '<format id="r1" name="FFVideoFormat1080p25" frameDuration="100/2500s" width="1920" height="1080"/>'
    '<format id="r2" name="FFVideoFormat1080p50"/><format id="r0" name="FFVideoFormatRateUndefined"/>'
)


def asset(
    name: str, *, picture: bool = True, sound: bool = True, form: str = "r1", start: str = "36000s"
) -> str:
    """Return an asset of a minute."""
    shown = f'hasVideo="1" videoSources="1" format="{form}"' if picture else ""
    heard = 'hasAudio="1" audioSources="1" audioChannels="2"' if sound else ""
    return (
        f'<asset id="{name}" name="{name}" start="{start}" duration="60s" {shown} {heard}>'
        f'<media-rep kind="original-media" src="file:///rushes/{name}.mov"/></asset>'
    )


ASSETS = "".join(
    (
        asset("wide"),
        asset("close"),
        asset("fifty", form="r2", start="0s"),
        asset("wav", picture=False, start="0s"),
    )
)


def film(story: str, *, media: str = "", tc: str = "3600s", form: str = "NDF") -> bytes:
    """Return a document of one project with this storyline."""
    return (
        f"{HEAD}<resources>{FORMATS}{ASSETS}{media}</resources><library><event name='e'><project name='p'>"
        f'<sequence format="r1" tcStart="{tc}" tcFormat="{form}" duration="10s"><spine>{story}</spine>'
        "</sequence></project></event></library></fcpxml>"
    ).encode()


def compound(name: str, story: str) -> str:
    """Return a compound clip."""
    return (
        f'<media id="{name}" name="{name}"><sequence format="r1" tcStart="0s"><spine>{story}</spine>'
        "</sequence></media>"
    )
