"""What differs between installations; the only reader of the environment."""

from pathlib import Path

from pydantic_settings import SettingsConfigDict

from services.reporting.directory.adapters import DIRECTORY_FILE
from services.reporting.exports.adapters import OPEN_DATA_FILE
from services.reporting.figures.adapters import INDICATORS_FOLDER, SMALL_CELLS_FILE
from services.reporting.open_picture.adapters import OPEN_PICTURE_FILE
from services.reporting.projects.adapters import PROJECTS_FILE
from shared.service_settings import ServiceSettings


class Settings(ServiceSettings):
    """What reporting is told beside what every service is."""

    model_config = SettingsConfigDict(env_prefix="REPORTING_")

    directory_file: Path = DIRECTORY_FILE
    """Whether there is a directory of partner services, and under which licence."""
    open_data_file: Path = OPEN_DATA_FILE
    """Whether published figures are open data, and under which licence."""
    projects_file: Path = PROJECTS_FILE
    """Which projects pay for the network, and the periods of their reports."""

    indicators_folder: Path = INDICATORS_FOLDER
    """What is counted of a period, and what each is called and means."""

    small_cells_file: Path = SMALL_CELLS_FILE
    """What is too little to be shown."""

    open_picture_file: Path = OPEN_PICTURE_FILE
    """Whether everybody may see the open picture, and when a day is closed."""
