import { picture } from '../pictures';
import { useWindow } from '../useWindow';

describe('the walkthrough in the window', function () {
  this.timeout(120_000);
  const window = useWindow(() => ({ size: { width: 1300, height: 850 } }));

  it('shows its steps with pictures', async () => {
    await window().runCommand('Welcome: Open Walkthrough...');
    await window().pick('Read AWS CloudHSM logs');
    const { page } = window();
    await page.getByText('Open a log of the sample cluster').first().waitFor();
    await picture(window(), 'walkthrough');
    await page.getByText('Find what you look for').first().click();
    await picture(window(), 'walkthrough-filter');
  });
});
