"""The words of the console, told to whoever asks."""

from collections.abc import Iterable

_HELP = """\
In Slack
  /receive 24 MUG-BLU @A-01   a slash command; /receive alone opens its form
  anything else               a message in the channel (say ... sends even the words below)
  line one \\                  a backslash goes on in the next line; << takes all lines up to >>
  1                           press button [1];  1 twice  presses it two times at once
  3 = A-01                    fill field [3];  3 =  empties it
  3 ? mug                     ask menu [3] what it offers; then  3 = 2  takes the second
  submit, cancel              send the form, or close it
  as ben, in managers         be another person, go to another channel
  messages                    the channel's messages;  thread 7  shows the thread of number 7
  thread 7 thank you          answer in that thread
  shortcut pick_next          an entry in the menu of the message box;  shortcut  names them all
  shortcut make_order 7       an entry in the menu of message 7
  home                        the app's Home
  in bincard                  your direct messages with the bot: every line is heard there
  photo label.png             post a picture of barcodes;  upload counts.csv  any file
  save INV-1.pdf              keep a posted file in the folder you started from
  wait, wait 30               wait until something happens by itself
  wait for INV-1.pdf          wait until these words are shown, if they are not yet
In the workbook
  sheet                       its tabs
  sheet Stock                 a tab;  sheet Stock 2  its second page,  sheet Stock last  its last
  sheet Ledger from H         a wide tab, beginning at column H
  sheet Items C5              all that a cell says, where a table cuts it short
  sheet Items C5 = 40         type into a cell, as a manager does
  sheet Items sort B          sort by a column;  delete 5  a row,  insert C  a new column
Here
  {words}"""


def help_text(added: Iterable[str] = ()) -> str:
    """Every word of the console; `added` are those of whoever opened it."""
    return _HELP.format(words=", ".join([*added, "help", "quit"]))
